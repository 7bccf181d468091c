// Hand in and bring back in JupyterLab: a button in the line above a lesson, and two below the list of lessons.

import { bringButton } from "./bring_box.js";
import { handInButton } from "./hand_in_box.js";
import { deskOf } from "./hand_in_desk.js";
import { SAID } from "./hand_in_words.js";

const EXPLORE = "explore"; // a notebook for whoever likes, which nobody waits for

/** The buttons `forOne` lesson, that in front (`inFront()`), and `forAll(names)` of the list, which `refresh` makes anew. */
export function labDesk(contents, inFront, refresh, titleOf) {
  const again = () => location.reload(); // the lesson that is open shows whose turn it is, and what has come back
  const kernel = async () => {
    const { sessionContext } = inFront();
    await sessionContext.ready;
    return sessionContext.session.kernel;
  };
  const common = { contents, kernel, titleOf, closed: refresh, takenOver: again };
  const lesson = () => inFront().context.model.getMetadata("kit").lesson;
  return {
    forOne: handInButton(deskOf({ ...common, lesson })),
    forAll: (names) => [handInButton(deskOf({ ...common, all: () => names().filter((name) => name !== EXPLORE) }), SAID.handInAll), bringButton(contents, titleOf, again)],
  };
}
