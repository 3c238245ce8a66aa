"""Write interactive pages: one offline HTML file with all of a view's content as compressed columns.

In: a scene, and the details of its nodes and edges. Out: HTML. `payload` chooses header and columns, `columns` makes
bytes of them, `page` puts them into the template of ``viz/explorer`` together with its script.
"""

from kg.render.explorer.page import explorer_page

__all__ = ["explorer_page"]
