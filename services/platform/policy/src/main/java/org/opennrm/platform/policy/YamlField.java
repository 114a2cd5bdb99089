package org.opennrm.platform.policy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One place in a YAML file that knows its file, line and path, so that whatever is wrong with its
 * value can be said where the author has to look.
 */
public record YamlField(String file, String path, Node node) {

  public static YamlField root(String file, String text) {
    try {
      var node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (node == null) {
        throw new InvalidPolicyPack(file, 1, "", "the file is empty");
      }
      return new YamlField(file, "", node);
    } catch (MarkedYAMLException e) {
      var line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new InvalidPolicyPack(file, line, "", "not YAML: " + e.getProblem());
    }
  }

  /** The fields of this mapping; a name that is not allowed here, or stands twice, is refused. */
  public Map<String, YamlField> fields(Set<String> allowed) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("expected named fields");
    }
    var found = new LinkedHashMap<String, YamlField>();
    for (var entry : mapping.getValue()) {
      var name = ((ScalarNode) entry.getKeyNode()).getValue();
      var field =
          new YamlField(file, path.isEmpty() ? name : path + "." + name, entry.getValueNode());
      if (!allowed.contains(name)) {
        throw field.wrong(
            "unknown field; known here: " + String.join(", ", allowed.stream().sorted().toList()));
      }
      if (found.put(name, field) != null) {
        throw field.wrong("stands twice");
      }
    }
    return found;
  }

  public List<YamlField> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong("expected a list");
    }
    var items = new ArrayList<YamlField>();
    for (var item : sequence.getValue()) {
      items.add(new YamlField(file, path + "[" + items.size() + "]", item));
    }
    return items;
  }

  /** The value, read by a parser whose own complaint becomes part of the answer. */
  public <T> T read(String expected, Function<String, T> parser) {
    if (!(node instanceof ScalarNode scalar)) {
      throw wrong("expected " + expected);
    }
    try {
      return parser.apply(scalar.getValue());
    } catch (RuntimeException e) {
      throw wrong("expected " + expected + ", found \"" + scalar.getValue() + "\"");
    }
  }

  public String text() {
    return read("a text", Function.identity());
  }

  public static YamlField required(YamlField parent, Map<String, YamlField> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(() -> parent.wrong("the field \"" + name + "\" is missing"));
  }

  public InvalidPolicyPack wrong(String what) {
    return new InvalidPolicyPack(file, node.getStartMark().getLine() + 1, path, what);
  }
}
