import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

final class ReadErrors {
    /** One error of an MDES response. recoverable is null where the response does not say. */
    record MdesError(String layer, String code, String description, Boolean recoverable) {}

    /**
     * Call this for every status: MDES reports its own errors with HTTP 200.
     * An empty list means that the body has no error in a known form.
     */
    static List<MdesError> read(JsonNode body) {
        List<MdesError> found = new ArrayList<>();
        for (JsonNode e : list(field(body.path("Errors"), "error"))) {
            found.add(read("gateway", e));
        }
        for (JsonNode e : list(body.path("errors"))) {
            found.add(read("api", e));
        }
        MdesError transact = read("transact", body);
        if (found.isEmpty() && !transact.code().isEmpty()) {
            found.add(transact);
        }
        return found;
    }

    private static MdesError read(String layer, JsonNode e) {
        JsonNode flag = field(e, "recoverable");
        return new MdesError(layer, text(e, "reasonCode", "errorCode"), text(e, "description", "errorDescription"),
                flag.isBoolean() ? flag.booleanValue() : null);
    }

    /** Mastercard's docs spell the names both ways: ReasonCode and reasonCode. */
    private static JsonNode field(JsonNode node, String name) {
        return node.hasNonNull(name)
                ? node.path(name)
                : node.path(Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    private static Iterable<JsonNode> list(JsonNode node) {
        return node.isArray() ? node : List.of();
    }

    private static String text(JsonNode node, String first, String second) {
        String text = field(node, first).asText("");
        return text.isEmpty() ? field(node, second).asText("") : text;
    }
}
