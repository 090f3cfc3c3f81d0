import org.json.JSONArray
import org.json.JSONObject

/** One error of an MDES response. [recoverable] is null where the response does not say. */
data class MdesError(
    val layer: String,
    val code: String,
    val description: String,
    val recoverable: Boolean?
)

/**
 * Call this for every status: MDES reports its own errors with HTTP 200.
 * An empty list means that the body has no error in a known form.
 */
fun readMdesErrors(body: JSONObject): List<MdesError> {
    val gateway = body.optJSONObject("Errors")?.field("error") as? JSONArray
    val found = gateway.objects().map { it.read("gateway") } +
        body.optJSONArray("errors").objects().map { it.read("api") }
    if (found.isNotEmpty()) return found

    val transact = body.read("transact")
    return if (transact.code.isEmpty()) emptyList() else listOf(transact)
}

private fun JSONObject.read(layer: String) = MdesError(
    layer,
    text("reasonCode").ifEmpty { text("errorCode") },
    text("description").ifEmpty { text("errorDescription") },
    field("recoverable") as? Boolean
)

private fun JSONArray?.objects(): List<JSONObject> =
    if (this == null) emptyList() else (0 until length()).mapNotNull { optJSONObject(it) }

// Mastercard's docs spell the names both ways: ReasonCode and reasonCode.
private fun JSONObject.field(name: String): Any? =
    if (isNull(name)) opt(name.replaceFirstChar { it.uppercaseChar() }) else opt(name)

private fun JSONObject.text(name: String): String = field(name) as? String ?: ""
