using System.Reflection;

namespace HybridAdmin.Options;

/// <summary>A setting as its options class declares it.</summary>
/// <param name="Key">The name; "#" stands for the number of a list entry, "1..15" for one of these numbers.</param>
/// <param name="Type">The type of the value; for a list, the type of its entries.</param>
/// <param name="Default">The value of the property when nothing is set.</param>
internal sealed record SettingDescriptor(
    string Key,
    PropertyInfo Property,
    SettingAttribute Setting,
    Type Type,
    object? Default
);

/// <summary>An options class and its settings.</summary>
internal sealed record SectionDescriptor(string Name, Type Options, IReadOnlyList<SettingDescriptor> Settings);

/// <summary>All settings, by reflection over the options classes.</summary>
internal static class SettingsSchema
{
    /// <summary>The options classes, in the order of the documentation.</summary>
    public static IReadOnlyList<Type> OptionsTypes { get; } =
    [
        typeof(ListenOptions),
        typeof(StorageOptions),
        typeof(DirectoryOptions),
        typeof(TenantOptions),
        typeof(SyncOptions),
        typeof(DnsOptions),
        typeof(SignInOptions),
        typeof(AccessOptions),
        typeof(ApiOptions),
        typeof(AuditOptions),
        typeof(ChangesOptions),
        typeof(DomainsOptions),
        typeof(MigrationOptions),
        typeof(ProxyOptions),
        typeof(TelemetryOptions),
        typeof(SandboxOptions),
    ];

    public static IReadOnlyList<SectionDescriptor> Sections { get; } = [.. OptionsTypes.Select(Describe)];

    /// <summary>The name of the section that an options class is read from.</summary>
    public static string SectionOf(Type options) => options.GetCustomAttribute<SettingsSectionAttribute>()!.Name;

    public static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}:{name}";

    /// <summary>The properties that are settings or contain some, in the order of their declaration.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    /// <summary>The type of the entries; null if the type is not a list.</summary>
    public static Type? ListOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
            : null;

    private static SectionDescriptor Describe(Type type)
    {
        var name = SectionOf(type);
        return new SectionDescriptor(name, type, [.. Walk(type, name)]);
    }

    private static IEnumerable<SettingDescriptor> Walk(Type type, string prefix)
    {
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in PropertiesOf(type))
        {
            var key = Join(prefix, property.Name);
            var setting = property.GetCustomAttribute<SettingAttribute>();
            var entry = ListOf(property.PropertyType);
            if (property.GetCustomAttribute<KeysAttribute>() is { } keys)
                yield return Of($"{key}:{keys.First}..{keys.Last}", typeof(string));
            else if (entry is null && SettingConverter.Of(property.PropertyType) is not null)
                yield return Of(key, property.PropertyType);
            else if (entry is not null && SettingConverter.Of(entry) is not null)
                yield return Of($"{key}:#", entry);
            else
            {
                if (entry?.GetCustomAttribute<TextStandsForAttribute>() is { } text)
                {
                    var member = entry.GetProperty(text.Property)!;
                    yield return new SettingDescriptor(
                        $"{key}:#",
                        member,
                        member.GetCustomAttribute<SettingAttribute>()!,
                        member.PropertyType,
                        null
                    );
                }

                foreach (var inner in Walk(entry ?? property.PropertyType, entry is null ? key : $"{key}:#"))
                    yield return inner;
            }

            SettingDescriptor Of(string path, Type value) =>
                new(path, property, setting!, value, property.GetValue(defaults));
        }
    }
}
