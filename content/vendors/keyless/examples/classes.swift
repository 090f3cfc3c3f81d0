/// Who has to act on an error of the SDK.
enum Owner { case person, ourApp, keyless, licenseOrDevice }

/// Sorts a number into its class. The order matters: 40000 to 40002 lie above the user errors' 30000.
func owner(of number: Int) -> Owner {
    switch number {
    case 40_000...40_002:
        return .licenseOrDevice
    case 512, 523: // Biometric result and lockout: internal by their range, but the person has to act.
        return .person
    case 30_000...:
        return .person
    case 20_000...:
        return .ourApp
    default:
        return .keyless
    }
}
