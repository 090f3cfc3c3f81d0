// A fetch that reads the files of a folder.
import { readFile } from "node:fs/promises";

export const files = (folder) => async (name) => {
  try {
    const data = await readFile(`${folder}/${name}`, "utf8");
    return { ok: true, json: async () => JSON.parse(data) };
  } catch {
    return { ok: false };
  }
};
