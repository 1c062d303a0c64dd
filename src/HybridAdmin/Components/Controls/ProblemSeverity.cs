namespace HybridAdmin.Components.Controls;

/// <summary>The severity of a problem.</summary>
public enum ProblemSeverity
{
    /// <summary>Useful information.</summary>
    Information,

    /// <summary>The operation works, but not as expected.</summary>
    Warning,

    /// <summary>The operation does not work.</summary>
    Error,
}
