// A class file, chosen where answers are brought back: the lessons show the class from then on, until it is taken away. The
// format is told in kit/activity/class_file.py, which checks all of it where it is used.

import { HandInError, KIT, canonical } from "./hand_in.js";
import { sha256 } from "./sha256.js";
import { bytesOf, model } from "./answers.js";

export const PLACE = "class.kit.json"; // in the working folder
const FORMAT = "media-literacy-kit class";
const VERSION = 1;

/** The class in a file's bytes, `{ name, learners, synthetic, text }`; nothing where it is another file; raises `HandInError`. */
export function readClass(bytes) {
  let said;
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    said = JSON.parse(text);
  } catch {
    return null;
  }
  if (said?.format !== FORMAT) return null;
  if (Number.isSafeInteger(said.version) && said.version > VERSION) throw new HandInError("newer", String(said.kit).slice(0, 40), KIT);
  const { sha256: sum, ...rest } = said;
  if (sum !== sha256(new TextEncoder().encode(canonical(rest)))) throw new HandInError("changed");
  return { name: String(said.class), learners: Number(said.learners), synthetic: said.synthetic === true, text };
}

/** The change that puts a class file where the lessons look for it. */
export const classKept = ({ text }, now) => ({ puts: [model(PLACE, now, text)], removes: [] });

/** The change that takes it away. */
export const classAway = () => ({ puts: [], removes: [PLACE] });

/** The class that the lessons show, since its file lies among these models; one without a name, where it cannot be read. */
export function classIn(models) {
  if (!models.has(PLACE)) return null;
  try {
    return readClass(bytesOf(models.get(PLACE))) ?? { name: "" };
  } catch (error) {
    if (!(error instanceof HandInError)) throw error;
    return { name: "" };
  }
}
