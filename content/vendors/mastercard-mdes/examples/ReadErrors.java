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
        if (found.isEmpty() && (body.has("reasonCode") || body.has("errorCode"))) {
            String code = body.has("reasonCode") ? "reasonCode" : "errorCode";
            String description = body.has("description") ? "description" : "errorDescription";
            found.add(new MdesError("transact", text(body, code), text(body, description), null));
        }
        return found;
    }

    private static Iterable<JsonNode> list(JsonNode node) {
        return node.isArray() ? node : List.of();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
