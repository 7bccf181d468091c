"""Sentences."""
from kit.annotation import Annotation
from kit.article import Article

def find_sentences(article: Article) -> list[Annotation]:
    raise NotImplementedError
