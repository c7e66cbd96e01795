"""How far listed owners own a company: their shares added up, directly and through chains."""
