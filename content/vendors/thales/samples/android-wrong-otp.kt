// In your TokenBindingListener, once it has the name of the code:
when (code) {
    "SERVER_ERROR_WRONG_OTP_VALUE" -> {
        screen.clearOtp()
        screen.showHint(R.string.otp_does_not_match)
        screen.offerOtherMethods() // same IDVSession, it is still active
    }
}
