/** What the sign-in screen shows after a face check that did not succeed. */
enum class Hint { LIGHT_AND_VIEW, WRONG_ACCOUNT, OFFLINE, LOCKED_OUT, GENERAL }

/** Starts a face check. [show] gets a hint for the person, [report] the details for our log. */
fun checkFace(onSuccess: () -> Unit, show: (Hint) -> Unit, report: (String, Throwable?) -> Unit) {
    val setup = Keyless.AuthenticationConfiguration()
    Keyless.authenticate(
        authenticationConfiguration = setup,
        onCompletion = { outcome ->
            if (outcome is Keyless.KeylessResult.Success) onSuccess()
            if (outcome is Keyless.KeylessResult.Failure) {
                val failed = outcome.error
                // The message is for developers: it goes into the log and never onto the screen.
                report("code=${failed.code} ${failed.message}", failed.cause)
                when (failed) {
                    // The person went back. Say nothing.
                    is KeylessUserError.UserCancelled -> Unit
                    is KeylessUserError.FaceNotMatching -> show(Hint.WRONG_ACCOUNT)
                    is KeylessUserError.Lockout -> show(Hint.LOCKED_OUT)
                    is KeylessUserError.NoNetworkConnection -> show(Hint.OFFLINE)
                    // A prediction, not a proof: the same friendly hint for both.
                    is KeylessUserError.Spoofing, is KeylessUserError.MaskDetected -> show(Hint.LIGHT_AND_VIEW)
                    // SDKs before 5.0.1 only.
                    is KeylessUserError.Timeout -> show(Hint.LIGHT_AND_VIEW)
                    else -> show(Hint.GENERAL)
                }
            }
        }
    )
}
