using Xunit.Abstractions;
using Xunit.Sdk;

namespace HybridAdmin.Testing.Running;

/// <summary>
/// Values of the trait "Category": each names a requirement that <c>tests/run.sh --fast</c> does not meet. A test
/// without one needs only its own process.
/// </summary>
public static class Category
{
    /// <summary>Name of the trait.</summary>
    public const string Name = "Category";

    /// <summary>Starts the built console, or another program, as a process.</summary>
    public const string Process = "Process";

    /// <summary>Needs a Samba domain controller.</summary>
    public const string Samba = "Samba";

    /// <summary>Needs Chromium.</summary>
    public const string Browser = "Browser";

    /// <summary>Publishes the console.</summary>
    public const string Publish = "Publish";

    /// <summary>Takes seconds: starts a console for each test, or tries many inputs.</summary>
    public const string Slow = "Slow";

    /// <summary>
    /// Fails a test with such a requirement in a fast run, where only a missing trait can have included it.
    /// </summary>
    /// <exception cref="InvalidOperationException">HYBRIDADMIN_FAST is 1.</exception>
    public static void Require(string category)
    {
        if (Environment.GetEnvironmentVariable("HYBRIDADMIN_FAST") == "1")
            throw new InvalidOperationException(
                $"The fast run serves no test of the category {category}: give it [Trait(Category.Name, Category.{category})]."
            );
    }
}

/// <summary>An attribute of tests that puts them into a category.</summary>
public interface ICategorized : ITraitAttribute
{
    /// <summary>One of the values of <see cref="Running.Category"/>.</summary>
    string Category { get; }
}

/// <summary>Reads the trait from attributes that are <see cref="ICategorized"/>.</summary>
public sealed class CategoryDiscoverer : ITraitDiscoverer
{
    /// <summary>Name of this type, for the attributes.</summary>
    public const string Type = "HybridAdmin.Testing.Running.CategoryDiscoverer";

    /// <summary>Name of this assembly, for the attributes.</summary>
    public const string Assembly = "HybridAdmin.Testing";

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute)
    {
        yield return new(Category.Name, traitAttribute.GetNamedArgument<string>(nameof(ICategorized.Category)));
    }
}
