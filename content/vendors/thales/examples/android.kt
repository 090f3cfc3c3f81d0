// Written by us: what the app does next, decided in one place for every code of the Thales backend.
// The code is passed by name; how your SDK version returns it is in its reference.

sealed class Reaction {
    /** Stay on the screen, the session is active: let the user type again. */
    object TypeAgain : Reaction()

    /** If the session is still active: IDVSession.getIdvMethods(), then IDVSession.selectIdvMethod(). */
    object ChooseMethod : Reaction()

    /** The session cannot be found: VisaCTFHelper.createBinding(). */
    object StartOver : Reaction()

    /** Repeat the same call later. */
    data class Retry(val afterMillis: Long) : Reaction()

    /** Show a message and stop. */
    data class Show(val message: Message) : Reaction()
}

/** CHECKING: check on your server whether the card was bound before the user tries again. */
enum class Message { CHECK_CONNECTION, BUSY, WAIT_A_LITTLE, CARD_NOT_USABLE, CHECKING, GENERAL }

const val MAX_TRIES = 5

/** [attempt] counts from 0 and belongs to the call, not to the screen. */
fun react(code: String, attempt: Int): Reaction = when (code) {
    // These arrive in TokenBindingListener.onIssuerAuthenticationError().
    "SERVER_ERROR_WRONG_OTP_VALUE" -> Reaction.TypeAgain
    "SERVER_ERROR_EXPIRED_OTP",
    "SERVER_ERROR_RETRY_LIMIT_EXCEEDED",
    "SERVER_ERROR_IDV_NOT_AVAILABLE" -> Reaction.ChooseMethod // here Thales says "if the session remains active"

    // This one arrives in TokenBindingListener.onError().
    "SERVER_ERROR_NO_SESSION_FOUND" -> Reaction.StartOver

    // Thales's docs name no callback for the others.
    "SERVER_ERROR_RETRYABLE" ->
        if (attempt < MAX_TRIES - 1) Reaction.Retry(1000L shl attempt) else Reaction.Show(Message.BUSY)
    "SERVER_IS_NOT_ACCESSIBLE" -> Reaction.Show(Message.CHECK_CONNECTION)
    "SERVER_ERROR_TOO_MANY_REQUEST" -> Reaction.Show(Message.WAIT_A_LITTLE)
    "SERVER_ERROR_INVALID_TOKEN_STATE" -> Reaction.Show(Message.CARD_NOT_USABLE)
    "SERVER_ERROR_CRYPTO_ERROR",
    "SERVER_ERROR" -> Reaction.Show(Message.CHECKING)

    // A code of a newer SDK.
    else -> Reaction.Show(Message.GENERAL)
}
