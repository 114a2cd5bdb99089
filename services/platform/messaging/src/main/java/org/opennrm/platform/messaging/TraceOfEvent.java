package org.opennrm.platform.messaging;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace that a fact was decided in, carried through the log to whoever takes it in. */
final class TraceOfEvent {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private TraceOfEvent() {}

  /** The W3C {@code traceparent} of what runs now; null outside a trace. */
  static @Nullable String current() {
    var carrier = new HashMap<String, String>();
    W3C.inject(Context.current(), carrier, Map::put);
    return carrier.get(Envelope.TRACE);
  }

  /**
   * Runs the work inside the trace of {@code traceparent}. The connector opens such a span for a
   * record that just arrived; for one that had been parked nobody else does.
   */
  static <T> T continuing(@Nullable String traceparent, String name, Supplier<T> work) {
    if (traceparent == null) {
      return work.get();
    }
    var origin = W3C.extract(Context.root(), traceparent, Header.INSTANCE);
    var trace = Span.fromContext(origin).getSpanContext();
    if (!trace.isValid()
        || trace.getTraceId().equals(Span.current().getSpanContext().getTraceId())) {
      return work.get();
    }
    var span =
        GlobalOpenTelemetry.getTracer("org.opennrm.platform.messaging")
            .spanBuilder(name)
            .setSpanKind(SpanKind.CONSUMER)
            .setParent(origin)
            .startSpan();
    try (var _ = span.makeCurrent()) {
      return work.get();
    } finally {
      span.end();
    }
  }

  private enum Header implements TextMapGetter<String> {
    INSTANCE;

    @Override
    public Iterable<String> keys(String traceparent) {
      return List.of(Envelope.TRACE);
    }

    @Override
    public @Nullable String get(@Nullable String traceparent, String key) {
      return Envelope.TRACE.equals(key) ? traceparent : null;
    }
  }
}
