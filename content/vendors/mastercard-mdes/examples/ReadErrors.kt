import org.json.JSONArray
import org.json.JSONObject

/** One error of an MDES answer. [recoverable] is null where the envelope has no such flag. */
data class MdesError(
    val layer: String,
    val code: String,
    val description: String,
    val recoverable: Boolean? = null
)

/**
 * Call this for every status: MDES reports its own errors with HTTP 200.
 * An empty list means that the body holds no error in a known form.
 */
fun readMdesErrors(body: JSONObject): List<MdesError> {
    val gateway = body.optJSONObject("Errors")?.optJSONArray("Error").objects().map {
        MdesError(
            "gateway",
            it.text("ReasonCode"),
            it.text("Description"),
            it.opt("Recoverable") as? Boolean
        )
    }
    val api = body.optJSONArray("errors").objects().map {
        MdesError("api", it.text("reasonCode"), it.text("description"))
    }
    if (gateway.isNotEmpty() || api.isNotEmpty()) return gateway + api

    val code = body.text("reasonCode").ifEmpty { body.text("errorCode") }
    if (code.isEmpty()) return emptyList()
    val description = body.text("description").ifEmpty { body.text("errorDescription") }
    return listOf(MdesError("transact", code, description))
}

private fun JSONArray?.objects(): List<JSONObject> =
    if (this == null) emptyList() else (0 until length()).mapNotNull { optJSONObject(it) }

// optString would turn a JSON null into the word "null".
private fun JSONObject.text(name: String): String = opt(name) as? String ?: ""
