package org.opennrm.platform.policy.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;

/** Municipality within region within entity within country, as far as the pack names them. */
public final class Areas {

  /** One named area and the one it lies in; only the country itself lies in none. */
  public record Area(AreaCode code, String name, AreaLevel level, Optional<AreaCode> within) {}

  private final Map<AreaCode, Area> byCode;

  public Areas(List<Area> areas) {
    var found = new HashMap<AreaCode, Area>();
    for (var area : areas) {
      if (found.put(area.code(), area) != null) {
        throw new IllegalArgumentException("area " + area.code() + " stands twice");
      }
    }
    byCode = Map.copyOf(found);
    for (var area : areas) {
      requireWayUp(area);
    }
  }

  public boolean knows(AreaCode code) {
    return byCode.containsKey(code);
  }

  /** The area itself first, then what contains it, up to the country; empty for an unknown one. */
  public List<AreaCode> upwardsFrom(AreaCode code) {
    var way = new ArrayList<AreaCode>();
    var next = Optional.ofNullable(byCode.get(code));
    while (next.isPresent()) {
      way.add(next.get().code());
      next = next.get().within().map(byCode::get);
    }
    return way;
  }

  /** The area of that level which contains this one, if the pack draws it. */
  public Optional<AreaCode> at(AreaLevel level, AreaCode code) {
    return upwardsFrom(code).stream().filter(a -> byCode.get(a).level() == level).findFirst();
  }

  /** True when {@code inner} is {@code outer} or lies in it. */
  public boolean within(AreaCode inner, AreaCode outer) {
    return upwardsFrom(inner).contains(outer);
  }

  private void requireWayUp(Area area) {
    area.within()
        .ifPresent(outer -> {
          var container = byCode.get(outer);
          if (container == null) {
            throw new IllegalArgumentException(
                "area " + area.code() + " lies in " + outer + ", which the pack does not name");
          }
          if (container.level().compareTo(area.level()) >= 0) {
            throw new IllegalArgumentException(
                "area " + area.code() + " cannot lie in " + outer + ", which is not larger");
          }
        });
  }
}
