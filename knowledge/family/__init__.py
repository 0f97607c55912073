"""Der Weg der Idee: a family of projects as a graph, as a drawing, as a page."""
