"""What of a lesson is printed: a sheet for learners, with which a class needs no computer, and its key for the teacher.

``texts`` prints what is marked, each paragraph with its number; ``asked`` what each activity asks, with room to write;
``key_page`` the answers with their reasons; ``saved_pages`` pages to search, as cards; ``files`` puts them on the disk,
as HTML and by a browser as PDF.
"""
