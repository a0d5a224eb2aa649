"""The satisfaction survey: nine elements, their index and its grade, in exact fractions."""

from policy.skm.index import Grade as Grade
from policy.skm.index import Index as Index
from policy.skm.index import Value as Value
from policy.skm.index import grade_of as grade_of
from policy.skm.index import index_of as index_of
from policy.skm.index import priority_of as priority_of
from policy.skm.methods import METHODS as METHODS
from policy.skm.methods import NINTH as NINTH
from policy.skm.methods import Method as Method
from policy.skm.rounding import half_up as half_up
from policy.skm.sample import sample_size as sample_size
from policy.skm.tally import Tally as Tally
from policy.skm.tally import tallies as tallies
from policy.skm.unsur import CODES as CODES
from policy.skm.unsur import UNSUR as UNSUR
from policy.skm.unsur import Unsur as Unsur
