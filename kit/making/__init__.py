"""From an article to a lesson of one's own: a draft, what is proposed for it, and what is written in the end.

How a panel uses it, in ten lines (each step makes another draft, and is saved at once):

    made, new = begin(what, level=8)              # propose: reads, finds, saves; or load_draft(name), draft_names()
    passages(reading_of(made), made.level)        # others than made.passage, each with .why; candidate() for one's own
    made = with_passage(made, best.span)          # change: with_title, with_card, with_background, with_glossary, …
    made = with_proposals(made, decided, layers=["quote"])     # what a Reviewer gives back for a layer
    rare_words(reading_of(made), made.passage)    # each with its sentence; the glossary waits for meanings (word → "")
    save_draft(made)                              # whole or not at all; OSError: the last one stands, so say so
    problems(made), sharing(made.article.card)    # what is missing and what to do; what may be shared
    PARTS, lacking(made)                          # parts: title, hint; why one cannot be made of this article
    notebook = write_lesson(made, lessons_folder() / made.name)   # ValueError, OSError: nothing was changed
    write_pack(notebook.parent)                   # pack: a zip to hand out
"""
