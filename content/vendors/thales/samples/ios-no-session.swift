case .serverErrorNoSessionFound:
    pendingSession = nil          // the backend cannot find it
    otpField.text = ""
    startBinding()                // your function around VisaCTFHelper.createBinding()
