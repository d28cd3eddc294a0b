"""How the starter speech model is made: texts, voices, features, network, graph, model folder.

Nothing in the product imports this package; it is needed only to build ``models/starter-en`` again.
"""
