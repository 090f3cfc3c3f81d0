import 'package:keyless_flutter_sdk/keyless.dart'; // the SDK

import 'face_check_setup.dart'; // our own file: builds the BiomAuthConfig

/// What the sign-in screen shows after a face check that did not succeed.
enum Hint { lightAndView, wrongAccount, otherDevice, offline, lockedOut, general }

/// Runs a face check. Returns null when it succeeded or the person went back.
Future<Hint?> checkFace(void Function(String) report) async {
  try {
    await Keyless.instance.authenticate(faceCheckSetup());
    return null;
  } on KeylessError catch (failed) {
    // The message is for developers: it goes into the log and never onto the screen.
    report('code=${failed.code} ${failed.message}');
    if (failed.errorType != KeylessErrorType.user) return Hint.general;
    if (failed.code == KeylessErrorCase.userCancelled.code) return null;
    final hints = {
      KeylessErrorCase.faceNotMatching.code: Hint.wrongAccount,
      KeylessErrorCase.lockout.code: Hint.lockedOut,
      KeylessErrorCase.noNetworkConnection.code: Hint.offline,
      KeylessErrorCase.deviceTampered.code: Hint.otherDevice,
      // Predictions, not proofs: one friendly hint for all three.
      KeylessErrorCase.spoofing.code: Hint.lightAndView,
      KeylessErrorCase.maskDetected.code: Hint.lightAndView,
      KeylessErrorCase.timeout.code: Hint.lightAndView,
    };
    return hints[failed.code] ?? Hint.general;
  }
}
