// One error of an MDES response, whichever of the three envelopes carried it.
export interface MdesError {
  layer: "gateway" | "api" | "transact";
  code: string;
  description: string;
  recoverable?: boolean; // undefined: the response does not say
}

type Json = Record<string, unknown>;

const isObject = (v: unknown): v is Json =>
  typeof v === "object" && v !== null && !Array.isArray(v);
const objects = (v: unknown): Json[] => (Array.isArray(v) ? v.filter(isObject) : []);

// Mastercard's docs spell the names both ways: ReasonCode and reasonCode.
const field = (o: Json, name: string): unknown =>
  o[name] ?? o[name.charAt(0).toUpperCase() + name.slice(1)];

const text = (o: Json, ...names: string[]): string => {
  for (const name of names) {
    const v = field(o, name);
    if (typeof v === "string" && v !== "") return v;
  }
  return "";
};

function read(layer: MdesError["layer"], o: Json): MdesError {
  const flag = field(o, "recoverable");
  return {
    layer,
    code: text(o, "reasonCode", "errorCode"),
    description: text(o, "description", "errorDescription"),
    recoverable: typeof flag === "boolean" ? flag : undefined,
  };
}

// Call this for every status: MDES reports its own errors with HTTP 200.
// An empty list means that the body has no error in a known form.
export function readMdesErrors(body: unknown): MdesError[] {
  if (!isObject(body)) return [];

  const gateway = isObject(body.Errors) ? objects(field(body.Errors, "error")) : [];
  const found = [
    ...gateway.map((o) => read("gateway", o)),
    ...objects(body.errors).map((o) => read("api", o)),
  ];
  if (found.length > 0) return found;

  const transact = read("transact", body);
  return transact.code === "" ? [] : [transact];
}
