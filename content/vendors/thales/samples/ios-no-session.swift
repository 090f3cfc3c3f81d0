case .serverErrorNoSessionFound:
    pendingSession = nil          // the backend has forgotten it
    otpField.text = ""
    startBinding()                // your function around VisaCTFHelper.createBinding()
