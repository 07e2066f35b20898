"""Everything Streamlit besides the pages themselves."""
