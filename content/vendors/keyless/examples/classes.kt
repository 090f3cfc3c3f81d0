/** Who has to act on an error of the SDK. */
enum class Owner { PERSON, OUR_APP, KEYLESS, LICENSE_OR_DEVICE }

/** Sorts a number into its class. The order matters: 40000 to 40002 lie above the user errors' 30000. */
fun ownerOf(number: Int): Owner = when {
    number in 40_000..40_002 -> Owner.LICENSE_OR_DEVICE
    // Biometric result and lockout: internal by their range, but the person has to act.
    number == 512 || number == 523 -> Owner.PERSON
    number >= 30_000 -> Owner.PERSON
    number >= 20_000 -> Owner.OUR_APP
    else -> Owner.KEYLESS
}
