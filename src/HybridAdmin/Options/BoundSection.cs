using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>A section of the settings with the mistakes found while it was read.</summary>
internal sealed class BoundSection<T> : IConfigureOptions<T>, IValidateOptions<T>
    where T : class, new()
{
    private readonly SettingsSource source;
    private readonly IReadOnlyList<string> mistakes;

    public BoundSection(SettingsSource source)
    {
        this.source = source;
        Value = new T();
        mistakes = SettingsBinder.Bind(source, Value);
    }

    /// <summary>
    /// The options before their rules were checked: for the rules of other sections, which must hold whatever is wrong
    /// in this one.
    /// </summary>
    public T Value { get; }

    public void Configure(T options) => SettingsBinder.Bind(source, options);

    public ValidateOptionsResult Validate(string? name, T options) => Mistakes.Result(mistakes);
}

/// <summary>Creates the result of a validator.</summary>
internal static class Mistakes
{
    public static ValidateOptionsResult Result(IEnumerable<string> mistakes) =>
        mistakes.ToArray() is { Length: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
}
