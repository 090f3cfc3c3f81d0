/** The error structure. `details` comes with errors of input validation only. */
interface ErrorBody {
  error: {
    reason: string;
    message?: string;
    details?: { location?: string; message?: string }[];
  };
}

type Decision =
  | { kind: "mark-fields"; fields: { location?: string; message?: string }[] }
  | { kind: "retry"; afterMs: number }
  | { kind: "check-state" } // the app can still be bound
  | { kind: "general-message"; alert: boolean };

const MAX_RETRIES = 6; // our bound; Visa's guide has none

/** Delay before retry n, counted from 0: 2^n * 1000 ms plus 0 to 1000 random ms. */
export function delayMs(n: number, random: () => number = Math.random): number {
  return 2 ** n * 1000 + Math.floor(random() * 1001);
}

/** Decides by error.reason alone; message and details are for people and logs. */
export function decide(body: ErrorBody, retries: number): Decision {
  const { reason, details = [] } = body.error;
  switch (reason) {
    case "INVALID_PARAMETER":
      // Mark what a person can change; without details it is a bug of ours.
      return details.length > 0
        ? { kind: "mark-fields", fields: details }
        : { kind: "general-message", alert: true };

    case "RATE_LIMIT_EXCEEDED":
    case "SERVICE_ERROR":
      return retries < MAX_RETRIES
        ? { kind: "retry", afterMs: delayMs(retries) }
        : { kind: "general-message", alert: true };

    case "REQUEST_TIMEOUT":
    case "NOT_FOUND": // unbound before, or hidden from this caller
    case "SERVER_ERROR":
    case "UNKNOWN_ERROR":
    default: // a reason that Visa may add later
      return { kind: "check-state" }; // our advice: read whether the app is still bound

    case "AUTH_ERROR":
    case "INVALID_REQUEST":
      return { kind: "general-message", alert: true };
  }
}
