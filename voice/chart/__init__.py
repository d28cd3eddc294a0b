"""The pathway as a picture and as a text: questions in the order asked, rules, urgency. Pure: content in, text out."""
