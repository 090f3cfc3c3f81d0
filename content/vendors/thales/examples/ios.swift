// Written by us: what the app does next, decided in one place for every error of the Thales backend.
// Call it from the completion handlers of the SDK.

enum Reaction {
    case typeAgain          // the session is active: let the user type again
    case chooseMethod       // if the session is still active: PendingBindingSession.getIdvMethods(), then select()
    case startOver          // the session cannot be found: VisaCTFHelper.createBinding()
    case retry(afterSeconds: Double)
    case show(Message)
}

/// `checking`: check on your server whether the card was bound before the user tries again.
enum Message { case checkConnection, busy, waitALittle, cardNotUsable, checking, general }

let maxTries = 5
let logger = Logger(subsystem: "com.example.shop", category: "binding")  // import os

/// `attempt` counts from 0 and belongs to the call, not to the screen.
func react(to error: TMGError, attempt: Int) -> Reaction {
    switch error {
    case .serverErrorWrongOTP:
        return .typeAgain
    case .serverErrorExpiredOTP, .serverErrorRetryLimitExceeded,
         .serverErrorIdvNotAvailable:  // here Thales says "if the session remains active"
        return .chooseMethod
    case .serverErrorNoSessionFound:
        return .startOver

    case .serverRetryable:  // not serverErrorRetryable
        return attempt < maxTries - 1 ? .retry(afterSeconds: Double(1 << attempt)) : .show(.busy)
    case .serverIsNotAccessible:
        return .show(.checkConnection)
    case .serverErrorTooManyRequest:
        return .show(.waitALittle)
    case .serverErrorInvalidTokenState:
        return .show(.cardNotUsable)
    case .serverErrorCryptoError:
        return .show(.checking)

    case .serverError(let httpStatusCode, let additionalMessage):
        // Both values belong in the log, neither on the screen.
        logger.error("serverError status=\(httpStatusCode) detail=\(additionalMessage)")
        return .show(.checking)

    default:                // errors that do not come from the backend
        return .show(.general)
    }
}
