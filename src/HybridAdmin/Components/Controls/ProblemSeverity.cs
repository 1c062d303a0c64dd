namespace HybridAdmin.Components.Controls;

/// <summary>How much a problem stands in the way.</summary>
public enum ProblemSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>It works, but not as one may expect.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Error,
}
