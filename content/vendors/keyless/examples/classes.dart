/// Who has to act on an error of the SDK.
enum Owner { person, ourApp, keyless, licenseOrDevice }

/// Sorts a number into its class. The order matters: 40000 to 40002 lie above the user errors' 30000.
Owner ownerOf(int number) {
  if (number >= 40000 && number <= 40002) return Owner.licenseOrDevice;
  // Biometric result and lockout: internal by their range, but the person has to act.
  if (number == 512 || number == 523) return Owner.person;
  if (number >= 30000) return Owner.person;
  if (number >= 20000) return Owner.ourApp;
  return Owner.keyless;
}
