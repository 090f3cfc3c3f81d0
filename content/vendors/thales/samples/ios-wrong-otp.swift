case .serverErrorWrongOTP:
    otpField.text = ""
    hint.text = NSLocalizedString("otp.doesNotMatch", comment: "typed code was refused")
    otherMethodsButton.isHidden = false   // pendingSession stays as it is
