"""The numbers of a drawing as people read them: put in order once, for the window, the PDF and the terminal."""
