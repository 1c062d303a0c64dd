using System.Text.RegularExpressions;
using HybridAdmin.Hosting;
using HybridAdmin.Options;
using HybridAdmin.Tests.Architecture;
using HybridAdmin.Tests.Options;

namespace HybridAdmin.Tests.Packaging;

/// <summary>
/// The files of docker/ refer to files, settings and verbs that exist: without a Docker engine nothing else would
/// detect an error.
/// </summary>
public sealed partial class PackagingFilesTests
{
    [Theory]
    [InlineData("docker/Dockerfile")]
    [InlineData("docker/domain-controller/Dockerfile")]
    public void Dockerfile_Copies_WhatIsThereAndNotIgnored(string file)
    {
        var allowed = Lines(".dockerignore").Where(l => l.StartsWith('!')).Select(l => l[1..]).ToArray();

        var sources = Lines(file)
            .Where(l =>
                l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from=", StringComparison.Ordinal)
            )
            .SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1])
            .ToArray();

        Assert.NotEmpty(sources);
        Assert.All(sources, s => Assert.True(Path.Exists(InTree(s)), $"{file} copies {s}, which is not there."));
        Assert.All(
            sources,
            s =>
                Assert.True(
                    allowed.Any(a => s == a || s.StartsWith(a + "/", StringComparison.Ordinal)),
                    $"{file} copies {s}, which .dockerignore leaves out."
                )
        );
        Assert.All(allowed, a => Assert.True(Path.Exists(InTree(a)), $".dockerignore allows {a}, which is not there."));
    }

    [Fact]
    public void Dockerfile_RestoresEveryProjectOfTheConsole()
    {
        var copied = Lines("docker/Dockerfile")
            .Where(l => l.Contains(".csproj", StringComparison.Ordinal))
            .Select(l => l.Split(' ')[1])
            .Order(StringComparer.Ordinal);

        var projects = Directory
            .EnumerateFiles(InTree("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(SourceTree.Root, p).Replace('\\', '/'));
        Assert.Equal(projects.Order(StringComparer.Ordinal), copied);
    }

    [Fact]
    public void Dockerfile_RunsAsNobodySpecialAndAsksItselfForItsHealth()
    {
        var lines = Lines("docker/Dockerfile");

        Assert.Contains("USER 10001:10001", lines);
        Assert.Contains(lines, l => l.Contains("\"/app/HybridAdmin\", \"health\"", StringComparison.Ordinal));
        // The framework is set in src/Directory.Build.props.
        Assert.DoesNotContain(lines, l => l.Contains("net8.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Compose_NamesFilesThatAreThere()
    {
        var compose = File.ReadAllText(InTree("docker/compose.yaml"));

        var dockerfiles = Regex.Matches(compose, @"dockerfile: (\S+)").Select(m => m.Groups[1].Value).ToArray();
        var secrets = Regex
            .Matches(compose, @"^    file: (\S+)", RegexOptions.Multiline)
            .Select(m => $"docker/{m.Groups[1].Value}")
            .ToArray();

        Assert.Equal(2, dockerfiles.Length);
        Assert.NotEmpty(secrets);
        Assert.All(dockerfiles.Concat(secrets), f => Assert.True(File.Exists(InTree(f)), $"{f} is not there."));
        Assert.DoesNotContain("Iron-Bridge", compose, StringComparison.Ordinal); // secrets are files
    }

    [Fact]
    public void Compose_Console_IsReadOnlyWithoutRightsAndKeepsItsDataInVolumes()
    {
        var console = File.ReadAllText(InTree("docker/compose.yaml")).Split("\n  console:\n")[1].Split("\nsecrets:\n")[
            0
        ];

        Assert.Contains("\n    read_only: true\n", console, StringComparison.Ordinal);
        Assert.Contains("\n    cap_drop: [ALL]\n", console, StringComparison.Ordinal);
        Assert.Contains("no-new-privileges:true", console, StringComparison.Ordinal);
        Assert.Contains("\n      - data:/data\n", console, StringComparison.Ordinal);
        Assert.Contains("VOLUME /data", Lines("docker/Dockerfile"));
    }

    [Theory]
    [InlineData("docker/compose.yaml")]
    [InlineData("docker/package/hybridadmin.service")]
    [InlineData("docker/Dockerfile")]
    public void Settings_AreKnown(string file)
    {
        var settings = Setting()
            .Matches(File.ReadAllText(InTree(file)))
            .Select(m => m.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal))
            .Distinct()
            .ToArray();

        Assert.NotEmpty(settings);
        Assert.Empty(KnownSettings.FindUnknown(Given.Configuration([.. settings.Select(s => $"{s}=x")]), []));
    }

    /// <summary>The settings of the compose file, with its paths mapped to existing files.</summary>
    [Fact]
    public void Compose_SettingsOfTheConsole_StartProduction()
    {
        var compose = File.ReadAllText(InTree("docker/compose.yaml"));
        var settings = Regex
            .Matches(compose, @"^      ([A-Z][A-Za-z0-9_]+): (.+)$", RegexOptions.Multiline)
            .Select(m =>
                (Key: m.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal), Value: m.Groups[2].Value.Trim())
            )
            .Where(s =>
                s.Key is not ("Proxy:Https:Certificate" or "Directory:TrustedCertificates" or "Directory:PasswordFile")
            )
            .Select(s => $"{s.Key}={s.Value}");

        var loaded = Given.Settings([
            .. settings,
            "Directory:Password=x",
            "Kestrel:Certificates:Default:Subject=localhost",
        ]);

        Assert.Equal(("Production", "https://0.0.0.0:5443"), (loaded.Mode, loaded.Listen.Urls.Single()));
        Assert.Equal(4, loaded.Roles.Count);
    }

    private static string InTree(string path) => Path.Combine(SourceTree.Root, path);

    private static string[] Lines(string file) => [.. File.ReadLines(InTree(file)).Select(l => l.Trim())];

    [GeneratedRegex(@"\b([A-Z][A-Za-z]+(?:__[A-Za-z0-9]+)+)[=:]")]
    private static partial Regex Setting();
}
