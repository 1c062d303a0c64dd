using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HybridAdmin.Options;

namespace HybridAdmin.Tests.Options;

/// <summary>The page of all settings, generated from the options classes and their summaries.</summary>
internal sealed partial class SettingsDocument
{
    private const string Head = """
        # Settings

        <!-- Made from the options classes in src/HybridAdmin/Options; do not edit. To make it again:
             HYBRIDADMIN_WRITE_DOCS=1 dotnet test tests/HybridAdmin.Tests --filter FullyQualifiedName~SettingsDocumentTests -->

        A setting is written in `appsettings.json` or `appsettings.Production.json` beside the program, as an environment variable, or behind the verb on
        the command line (`HybridAdmin serve --Urls=http://127.0.0.1:8080`); what comes later in this list wins. `<n>` is the number of an entry, from 0:

        ```json
        { "Directory": { "Servers": ["ldaps://dc1.contoso.local", "ldaps://dc2.contoso.local"] } }
        ```

        ```shell
        Directory__Servers__0=ldaps://dc1.contoso.local
        Directory__Servers__1=ldaps://dc2.contoso.local
        ```

        A list may also be one text with semicolons between its entries: `Directory__Servers=ldaps://dc1.contoso.local;ldaps://dc2.contoso.local`.
        A relative path lies below the folder of the program; in a clone below the root of the repository. A duration is written `hh:mm:ss`.

        No setting at all means the sandbox; `Directory:Servers` means production. Before anything starts, all settings are checked: every mistake is named
        with an example, and the program ends with exit code 2. A name below one of these sections that is not on this page is a mistake too.
        **Secrets** are never shown: not in a message, not in the log, not on a page.

        Besides, `Logging` is the framework's (levels such as `Logging:LogLevel:Default`), and `Kestrel:Certificates:Default:Path`, `KeyPath` and
        `Password` name a certificate as `Proxy:Https` does.

        """;

    private readonly Dictionary<string, XElement> summaries = XDocument
        .Load(Path.ChangeExtension(typeof(SettingsSchema).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(m => m.Element("summary") is not null)
        .ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary")!);

    public string SummaryOf(Type type) => Text($"T:{type.FullName}");

    public string SummaryOf(PropertyInfo property) => Text($"P:{property.DeclaringType!.FullName}.{property.Name}");

    public string Build()
    {
        var text = new StringBuilder(Head);
        foreach (var section in SettingsSchema.Sections)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## {(section.Name.Length > 0 ? section.Name : "Listening")}\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"\n{SummaryOf(section.Options)}\n");
            text.Append("\n| setting | environment variable | type | default | example | meaning |\n");
            text.Append("| --- | --- | --- | --- | --- | --- |\n");
            foreach (var setting in section.Settings)
                text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Row(setting))} |\n");
        }

        return text.ToString();
    }

    private IEnumerable<string> Row(SettingDescriptor setting)
    {
        yield return $"`{Named(setting.Key)}`";
        yield return $"`{Numbered(setting.Key).Replace(":", "__", StringComparison.Ordinal)}`";
        yield return TypeOf(setting);
        yield return setting.Setting.Default ?? DefaultOf(setting.Default);
        yield return setting.Setting.Secret ? "**secret**" : $"`{setting.Setting.Example}`";
        var meaning = SummaryOf(setting.Property).Replace("|", "\\|", StringComparison.Ordinal);
        yield return setting.Setting.Unsupported
            ? $"{meaning} Not available in this version: refused, because nothing would act on it."
            : meaning;
    }

    private static string TypeOf(SettingDescriptor setting)
    {
        var type = setting.Property.GetCustomAttribute<FilePathAttribute>() is { } path
            ? path.MustExist
                ? "path, must exist"
                : "path"
            : SettingConverter.Of(setting.Type)!.Name;
        return setting.Property.GetCustomAttribute<RangeAttribute>() is { } range
            ? $"{type}, {SettingSentences.RangeOf(range)}"
            : type;
    }

    private static string DefaultOf(object? value) =>
        value switch
        {
            null or System.Collections.ICollection { Count: 0 } => "not set",
            bool flag => flag ? "`true`" : "`false`",
            TimeOnly time => $"`{time.ToString("HH:mm", CultureInfo.InvariantCulture)}`",
            _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
        };

    /// <summary>"Directory:Servers:&lt;n&gt;".</summary>
    private static string Named(string key) =>
        string.Join(
            ':',
            key.Split(':')
                .Select(p =>
                    p == "#" ? "<n>"
                    : p.Contains("..", StringComparison.Ordinal) ? $"<{p}>"
                    : p
                )
        );

    /// <summary>The key of a first entry: "Directory:Servers:0".</summary>
    public static string Numbered(string key) =>
        string.Join(':', key.Split(':').Select(p => p == "#" ? "0" : p.Split("..")[0]));

    private string Text(string member) =>
        summaries.TryGetValue(member, out var summary)
            ? Blanks().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim()
            : "";

    private static string Markdown(XNode node) =>
        node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
            XElement other => other.Value,
            XText text => text.Value,
            _ => "",
        };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
