import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

final class ReadErrors {
    /** One error of an MDES answer. recoverable is null where the envelope has no such flag. */
    record MdesError(String layer, String code, String description, Boolean recoverable) {}

    /**
     * Call this for every status: MDES reports its own errors with HTTP 200.
     * An empty list means that the body holds no error in a known form.
     */
    static List<MdesError> read(JsonNode body) {
        List<MdesError> found = new ArrayList<>();
        for (JsonNode e : list(body.path("Errors").path("Error"))) {
            JsonNode flag = e.path("Recoverable");
            found.add(new MdesError("gateway", text(e, "ReasonCode"), text(e, "Description"),
                    flag.isBoolean() ? flag.booleanValue() : null));
        }
        for (JsonNode e : list(body.path("errors"))) {
            found.add(new MdesError("api", text(e, "reasonCode"), text(e, "description"), null));
        }
        String code = either(body, "reasonCode", "errorCode");
        if (found.isEmpty() && !code.isEmpty()) {
            found.add(new MdesError("transact", code, either(body, "description", "errorDescription"), null));
        }
        return found;
    }

    private static Iterable<JsonNode> list(JsonNode node) {
        return node.isArray() ? node : List.of();
    }

    private static String either(JsonNode node, String first, String second) {
        String text = text(node, first);
        return text.isEmpty() ? text(node, second) : text;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
