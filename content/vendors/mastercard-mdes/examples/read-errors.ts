// One error of an MDES answer, whichever of the three envelopes carried it.
export interface MdesError {
  layer: "gateway" | "api" | "transact";
  code: string;
  description: string;
  recoverable?: boolean; // only the gateway says; undefined is "not told"
}

type Json = Record<string, unknown>;

const isObject = (v: unknown): v is Json =>
  typeof v === "object" && v !== null && !Array.isArray(v);
const objects = (v: unknown): Json[] => (Array.isArray(v) ? v.filter(isObject) : []);
const text = (v: unknown): string => (typeof v === "string" ? v : "");

// Call this for every status: MDES reports its own errors with HTTP 200.
// An empty list means that the body holds no error in a known form.
export function readMdesErrors(body: unknown): MdesError[] {
  if (!isObject(body)) return [];

  const gateway = isObject(body.Errors) ? objects(body.Errors.Error) : [];
  const api = objects(body.errors);
  if (gateway.length + api.length > 0) {
    return [
      ...gateway.map((e): MdesError => ({
        layer: "gateway",
        code: text(e.ReasonCode),
        description: text(e.Description),
        recoverable: typeof e.Recoverable === "boolean" ? e.Recoverable : undefined,
      })),
      ...api.map((e): MdesError => ({
        layer: "api",
        code: text(e.reasonCode),
        description: text(e.description),
      })),
    ];
  }

  const code = text(body.reasonCode) || text(body.errorCode);
  if (code === "") return [];
  return [{
    layer: "transact",
    code,
    description: text(body.description) || text(body.errorDescription),
  }];
}
