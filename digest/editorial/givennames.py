"""Given names, by which a headline's `Ada Merrow` is known for a person who can be called `Merrow`."""

import re
from functools import lru_cache

from digest.editorial.lexicon import VERBS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN = _words(
    "Aaron Abby Abdul Abigail Abraham Ada Adam Adele Adrian Ahmed Aisha Alan Albert Alec Alejandro Alessandro Alex Alexander "
    "Alexandra Alexei Alfred Ali Alice Alicia Alison Allen Allison Amanda Amber Amelia Amit Amy Ana Anders Andre "
    "Andrea Andreas Andrew Andy Angela Angelina Angus Anita Ann Anna Anne Annie Anthony Anton Antonio Antony Ariana Arnold "
    "Arthur Arun Arvind Asha Ashley Audrey Barack Barbara Barry Beatrice Ben Benjamin Benny Bernard Bernie Beth Bethany Betty "
    "Beverly Bill Billy Bob Bobby Boris Brad Bradley Brandon Brenda Brendan Brett Brian Bridget Britney Bruce Bruno Bryan Caleb "
    "Cameron Camilla Carl Carla Carlos Carly Carmen Carol Caroline Carrie Casey Cassie Catherine Cathy Cecilia Charles Charlie "
    "Charlotte Cheryl Chloe Chris Christina Christine Christopher Chuck Cindy Claire Clara Clare Clarence "
    "Claude Claudia Clive Colin Connor Conor Corey Cory Courtney Craig Cristina Cynthia Dale Damian Dan Daniel Daniela "
    "Danielle Danny Darren Dave David Dean Deborah Debbie Deepak Denis Denise Dennis Derek Diana Diane Diego Dmitry Dominic "
    "Don Donald Donna Doris Dorothy Doug Douglas Duncan Dylan Eddie Edgar Edith Eduardo Edward Edwin Eileen Elaine Eleanor "
    "Elena Elizabeth Ella Ellen Elliott Elon Elsa Emily Emma Emmanuel Enrique Eric Erica Erik Erin Ernest Ethan Eugene Eva "
    "Evelyn Fatima Felix Fernando Fiona Florian Frances Francesca Francis Francisco Frank Franz Fred Frederick Gabriel Gabriela "
    "Gareth Gary Gavin Geoff Geoffrey George Gerald Gerard Gerry Gianni Gillian Gina Giorgia Glen Glenn Gloria Gordon "
    "Grace Graham Greg Gregory Greta Gustavo Gwen Hannah Hans Harold Harriet Harry Harvey Hassan Hazel Heather Hector Heidi "
    "Helen Henry Herbert Hilary Hillary Holly Howard Hugh Hugo Ian Ibrahim Ida Igor Ines Ingrid Irene Iris Isaac Isabel Isabella "
    "Isabelle Ivan Ivanka Jack Jackie Jacob Jacqueline Jake James Jamie Jan Jane Janet Janice Jared Jasmine Jason Javier Jay Jean "
    "Jeanne Jeff Jeffrey Jenna Jennifer Jenny Jeremy Jerome Jerry Jesse Jessica Jessie Jill Jim Jimmy Joan Joanna Joanne Joaquin "
    "Jodie Joe Joel Joey Johann Johanna John Johnny Jon Jonas Jonathan Jorge Jose Josef Joseph Josephine Josh Joshua Joyce "
    "Juan Judith Judy Julia Julian Julie Juliet Justin Kamala Karen Karl Kate Katharine Katherine Kathleen Kathryn Kathy Katie "
    "Kavita Kay Keira Keith Kelly Ken Kenneth Kenny Kerry Kevin Khloe Kieran Kim Kimberly Kirsten Kit Klaus Kourtney Kris Kristen "
    "Kristin Kurt Kyle Larry Laura Lauren Laurence Laurie Leah Lee Lena Leo Leon Leonard Leonardo Leroy Leslie Lewis Liam Lily "
    "Linda Lindsay Lindsey Lisa Liz Liza Lloyd Lois Loretta Lorenzo Lori Lorraine Louis Louisa Louise Luca Lucas Lucia Lucy Luis "
    "Luke Lydia Lynn Maggie Mahmoud Malcolm Manuel Marc Marcel Marco Marcus Margaret Margot Maria Marie Marilyn Marina Mario "
    "Marion Marissa Mark Markus Marta Martha Martin Marvin Mary Mateo Mathew Matt Matteo Matthew Maureen Maurice Max Maya Megan "
    "Meghan Mel Melania Melanie Melinda Melissa Mia Michael Michel Michelle Miguel Mike Mikhail Miley Mindy Miranda Mitch "
    "Mohamed Mohammad Mohammed Mohan Molly Monica Morgan Muhammad Murray Nadia Nancy Naomi Narendra Natalia Natalie Natasha "
    "Nathan Neal Ned Neha Neil Nelson Neville Niall Nicholas Nick Nicola Nicolas Nicole Nigel Nikki Nina Nitish Noah Noel Nora "
    "Norma Norman Olaf Oleg Olga Oliver Olivia Omar Oscar Owen Pablo Pamela Pat Patricia Patrick Paul Paula Pauline Pedro Penelope "
    "Penny Perry Pete Peter Phil Philip Philippa Philippe Phillip Phoebe Pierre Piers Pippa Priya Priyanka Rachel Rafael Rahul Raj "
    "Rajesh Ralph Ramon Randy Raphael Raul Ravi Ray Raymond Rebecca Reggie Renee Ricardo Richard Rick Ricky Rita Robert "
    "Roberta Roberto Robin Rod Rodney Rodrigo Roger Roland Roman Ron Ronald Ronnie Rory Rosa Rosemary Rosie Ross Roy Ruben Rupert "
    "Russell Ruth Ryan Sabrina Sally Sam Samantha Samuel Sandra Sanjay Sara Sarah Scarlett Scott Sean Sebastian Selena Serena "
    "Sergei Sergey Sergio Seth Shailene Shane Shannon Sharon Shaun Shawn Sheila Shirley Sidney Simon Simone Sofia Sonia Sophia "
    "Sophie Spencer Stacy Stanley Stella Stefan Stephanie Stephen Steve Steven Stewart Stuart Sunil Suresh Susan Susie Suzanne "
    "Sylvia Tamara Tania Tanya Tara Taylor Ted Teresa Terrence Terry Tessa Theodore Theresa Thomas Tiffany Tim Timothy Tina Tobias "
    "Todd Tom Tommy Toni Tony Tracy Travis Trevor Tyler Ursula Valerie Vanessa Venus Vera Veronica Vicky Victor Vijay Vikram "
    "Vince Vincent Viola Vivian Vladimir Volodymyr Walter Wanda Warren Wayne Wendy Werner Wilfred William Willie Wolfgang Xavier "
    "Yasmin Yolanda Yuri Yusuf Yvonne Zac Zach Zachary Zack Zoe"
)
_SURNAMES = _words(
    "cook grant hunt chase love park page price rush field rice bush ford cross drew glass gross hope bond long may short best sharp walk hall lamb rock stone ward young"
)
"""Surnames that are verbs, too."""
_ALSO_WORDS = _words(
    "Bill Mark Jack Grace Hope Pat Ray Dale Frank Max Kit Robin Iris Ruth Ivy Holly Amber Rory Victor Harvey"
)
"""Given names that are words, too: known only where a headline begins with them."""
_BEFORE_PLACES = _words("San Santa St St. Saint Los Las Fort Port Mount Lake Prince Princess King Queen")
NO_SURNAME = _words(
    "Airport Arena Award Awards Avenue Bank Bay Beach Bridge Building Canyon Castle Cathedral Centre Center Church City College Company Corp "
    "County Court Creek Cup Falls Forest Fund Garden Gardens Hall Harbour Harbor Heights Hospital Hotel House Inc Island "
    "Islands Lake Law Library Museum Observer Open Palace Park Peninsula Plaza Point Port Prize Province Range River Road School "
    "Show Springs Square Square Station Street Theatre Theater Times Tower Town University Valley Village Wood Woods And Or Of Is "
    "In On At To For With From The A An Jr Sr"
)
_NAME = re.compile(r"[A-Z][a-z]*(?:[’'-]?[A-Z])?[a-z’'-]+\Z")
_INITIAL = re.compile(r"[A-Z]\.?\Z")


def full_name_at(words: tuple[str, ...], place: int, text: str = "") -> int:
    """How many given names and initials of a person's full name stand from `place` on, before its surname; 0 where none does.

    `text`, the articles' own, knows persons whose given name is no listed one: it has the surname alone, too.
    """
    first = words[place].lstrip("“‘\"'(")
    if first not in GIVEN and not _is_told_of(words, place, text):
        return 0
    if place and (words[place - 1] in GIVEN or first in _ALSO_WORDS or words[place - 1] in _BEFORE_PLACES):
        return 0
    end = place + 1
    while end < len(words) - 1 and (_INITIAL.match(words[end]) or words[end] in GIVEN):
        end += 1
    if end >= len(words):
        return 0
    return end - place if is_surname(words[end]) else 0


def is_surname(word: str) -> bool:
    """Whether a word behind a given name can be what a person is called by."""
    bare = word.rstrip(',.?!:;”"').removesuffix("’s").removesuffix("'s").rstrip("’'")
    verb = VERBS.get(bare.casefold())
    acts = verb is not None and (verb.form != "base" or verb.base not in _SURNAMES)
    return bool(_NAME.match(bare)) and len(bare) > 2 and not acts and bare not in NO_SURNAME | GIVEN


def _is_told_of(words: tuple[str, ...], place: int, text: str) -> bool:
    """Whether the text has both `Qilin Oster` and `Oster` alone, and `Qilin` never without it."""
    if not text or place + 1 >= len(words) or not _NAME.match(words[place]):
        return False
    return _has_both(words[place], words[place + 1], text)


@lru_cache(maxsize=1024)
def _has_both(given: str, surname: str, text: str) -> bool:
    surname = re.sub(r"(?:[’']s)?[,.?!:;”\"’']*\Z", "", surname)
    if not _NAME.match(surname):
        return False
    given, full = re.escape(given), re.escape(surname)
    if re.search(rf"\b{full.casefold()}\b", text):
        return False  # `American Tobacco`
    whole = len(re.findall(rf"\b{given} {full}\b", text))
    return 0 < whole == len(re.findall(rf"\b{given}\b", text)) < len(re.findall(rf"\b{full}\b", text))
