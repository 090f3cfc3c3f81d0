/// What the sign-in screen shows after a face check that did not succeed.
enum Hint { case lightAndView, wrongAccount, offline, lockedOut, general }

/// Starts a face check. `show` gets a hint for the person, `report` a line for our log.
func checkFace(onSuccess: @escaping () -> Void,
               show: @escaping (Hint) -> Void,
               report: @escaping (String) -> Void) {
    let setup = Keyless.AuthenticationConfiguration.builder.build()
    Keyless.authenticate(authenticationConfiguration: setup) { outcome in
        switch outcome {
        case .success:
            onSuccess()
        case .failure(let failed):
            // The message is for developers: it goes into the log and never onto the screen.
            report("code=\(failed.code) \(failed.message)")
            guard case .userError(let reason) = failed.kind else { return show(.general) }
            switch reason {
            case .userCancelled:
                break // The person went back. Say nothing.
            case .faceNotMatching:
                show(.wrongAccount)
            case .lockout:
                show(.lockedOut)
            case .noNetworkConnection:
                show(.offline)
            case .spoofing, .maskDetected, .timeout:
                show(.lightAndView) // A prediction, not a proof: one friendly hint for all three.
            default:
                show(.general) // Such as 30008, which has no case in the vendor's own example.
            }
        }
    }
}
