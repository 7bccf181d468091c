// What lesson mode says.

export const WORDS = {
  starting: "Getting the lesson ready …",
  running: (done, all) => `Getting the lesson ready: ${done} of ${all}`,
  ready: "The lesson is ready.",
  late: "This takes longer than it should. Your answers are safe. Reload the page, or stop and start the kit again.",
  failed:
    "A part of this lesson did not start. Your answers are safe. Reload the page; if that does not help, tell your teacher.",
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
