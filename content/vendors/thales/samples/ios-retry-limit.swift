case .serverErrorRetryLimitExceeded:
    otpField.isEnabled = false
    methods = pendingSession.getIdvMethods()
    show(methods.isEmpty ? .contactSupport : .chooseMethod)
