// What lesson mode says.

export const WORDS = {
  starting: "Getting the lesson ready …",
  running: (done, all) => `Getting the lesson ready: ${done} of ${all}`,
  python: "Starting Python … You can read on meanwhile.",
  ready: "The lesson is ready.",
  late: "This takes longer than it should. Your answers are safe. Reload the page, or stop and start the kit again.",
  failed:
    "A part of this lesson did not start. Your answers are safe. Reload the page; if that does not help, tell your teacher.",
  failedHere: "A part of this lesson did not start. Try again; if that does not help, tell your teacher.",
  died: "Python has stopped, perhaps for want of memory. Close other tabs and programs, and try again. What was saved is kept.",
  diedForgetful:
    "Python has stopped, perhaps for want of memory, and what you did since this page was opened is gone with it. Close other " +
    "tabs and programs, and try again.",
  absent: "There is no lesson at this address. Choose one from the list.",
  forgetful:
    "This page cannot keep your answers: once you close or reload it, they are gone. Hand in before you do, or open the " +
    "lesson in a usual window (not a private one) and at an address that begins with https.",
  brief:
    "Your answers are kept in this browser. If this is a private window, they are gone once it is closed: hand in before that.",
  lessons: "Lessons",
  own: "Lessons of your own",
  others: "Your own notebooks",
  lesson: "Lesson",
  wide: "Scrolls to the side",
  showCode: "Show code",
  code: "Code",
  dark: "Dark page",
  full: "Full JupyterLab",
  back: "Back to the lesson view",
  steps: (done, all) => (done >= all ? "done" : `${done} of ${all} steps`),
};
