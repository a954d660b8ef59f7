"""stub"""
def credited(report): return report
