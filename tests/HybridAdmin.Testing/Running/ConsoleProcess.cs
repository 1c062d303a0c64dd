using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace HybridAdmin.Testing.Running;

/// <summary>
/// The built console as a separate process, started from an unrelated folder and without the settings of the
/// developer's environment. It is ended by its id, and can be killed and started again.
/// </summary>
public sealed class ConsoleProcess : IAsyncDisposable
{
    private const string ReadyLine = "HybridAdmin is ready at ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(10);
    private readonly List<(string Text, bool IsError)> lines = [];
    private readonly string[] arguments;
    private readonly DirectoryInfo? data;
    private Process? process;

    private ConsoleProcess(string[] arguments, DirectoryInfo? data) => (this.arguments, this.data) = (arguments, data);

    /// <summary>
    /// The address that it listens on, without a trailing slash; the same after a restart. Empty until
    /// <see cref="ReadyAsync"/>.
    /// </summary>
    public string Address { get; private set; } = "";

    /// <summary>Its standard output so far.</summary>
    public string Output => Text(isError: false);

    /// <summary>Its standard error so far.</summary>
    public string Errors => Text(isError: true);

    /// <summary>Standard output and standard error, in order.</summary>
    public string Log => Text(isError: null);

    /// <summary>Its resident memory in octets, as Linux counts it.</summary>
    public long ResidentBytes => Status("VmRSS");

    /// <summary>The maximum of <see cref="ResidentBytes"/> so far.</summary>
    public long HighestResidentBytes => Status("VmHWM");

    /// <summary>Starts it with these arguments; does not wait.</summary>
    /// <param name="environment">Added to the environment.</param>
    /// <param name="folder">The folder of the program; null: the one built beside these tests.</param>
    public static ConsoleProcess Start(
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null
    )
    {
        var console = new ConsoleProcess(arguments, null);
        console.Begin(arguments, environment, folder);
        return console;
    }

    /// <summary>Starts a console on a free port with its own data folder; does not wait.</summary>
    /// <param name="prepare">Prepares the data folder before the start.</param>
    /// <param name="settings">Further settings, as <c>--Key=value</c>.</param>
    public static ConsoleProcess StartFresh(Action<string>? prepare, params string[] settings)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("hybridadmin-console-");
        prepare?.Invoke(data.FullName);
        var console = new ConsoleProcess([$"--Storage:Path={data.FullName}", .. settings], data);
        console.Begin(["--Urls=http://127.0.0.1:0", .. console.arguments]);
        return console;
    }

    /// <summary>
    /// Starts a console on a free port with its own data folder, and returns once its recipients are loaded.
    /// </summary>
    /// <param name="settings">Further settings, as <c>--Key=value</c>.</param>
    public static Task<ConsoleProcess> StartAsync(params string[] settings) => StartAsync(null, settings);

    /// <param name="prepare">Prepares the data folder before the start.</param>
    /// <param name="settings">Further settings, as <c>--Key=value</c>.</param>
    /// <exception cref="TimeoutException">It took more than two minutes; its log is in the message.</exception>
    public static async Task<ConsoleProcess> StartAsync(Action<string>? prepare, params string[] settings)
    {
        var console = StartFresh(prepare, settings);
        try
        {
            await console.LoadedAsync();
            return console;
        }
        catch
        {
            await console.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        await using var console = Start(arguments, environment);
        var code = await console.EndAsync();
        return (code, console.Output, console.Errors);
    }

    /// <summary>Waits for a line of its output with this beginning.</summary>
    /// <returns>The rest of the line.</returns>
    /// <exception cref="InvalidOperationException">The console ended without such a line.</exception>
    public async Task<string> LineAsync(string beginning)
    {
        string? rest = null;
        await UntilAsync(() => Task.FromResult((rest = Find()) is not null), $"\"{beginning}\" in its output");
        return rest!;

        string? Find()
        {
            lock (lines)
                return lines
                    .Where(l => !l.IsError && l.Text.StartsWith(beginning, StringComparison.Ordinal))
                    .Select(l => l.Text[beginning.Length..])
                    .FirstOrDefault();
        }
    }

    /// <summary>Waits until it reports its address and that it is ready.</summary>
    public async Task ReadyAsync()
    {
        Address = (await LineAsync(ReadyLine)).Trim().TrimEnd('/');
        await HealthAsync(_ => true, "ready");
    }

    /// <summary>Waits until it is ready and its list of recipients is loaded.</summary>
    public async Task LoadedAsync()
    {
        await ReadyAsync();
        await HealthAsync(
            body => body.GetProperty("index").GetProperty("state").GetString() == "Ready",
            "its list of recipients loaded"
        );
    }

    /// <summary>Requests its end, as a service manager does (SIGTERM).</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", Running.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        return await EndAsync();
    }

    /// <summary>Ends it at once, as a power failure does; its data remains.</summary>
    public async Task KillAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>
    /// Restarts a console of <see cref="StartAsync(string[])"/> after its end, on the same port and data.
    /// </summary>
    public async Task StartAgainAsync()
    {
        await KillAsync();
        Begin([$"--Urls={Address}", .. arguments]);
        await LoadedAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        data?.Delete(recursive: true);
    }

    private Process Running => process ?? throw new InvalidOperationException("The console does not run.");

    private void Begin(string[] with, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        Category.Require(Category.Process);
        var start = ConsoleProgram.Command(with, folder);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = Process.Start(start) ?? throw new InvalidOperationException("The console could not be started.");
        process.OutputDataReceived += (_, line) => Keep(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, isError: true);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task<int> EndAsync()
    {
        await Running.WaitForExitAsync().WaitAsync(Patience);
        return Running.ExitCode;
    }

    private async Task HealthAsync(Func<JsonElement, bool> isReached, string what)
    {
        using var client = new HttpClient(new HttpClientHandler { UseProxy = false })
        {
            BaseAddress = new Uri(Address),
        };
        await UntilAsync(
            async () =>
            {
                try
                {
                    using var answer = await client.GetAsync("/health/ready");
                    return answer.IsSuccessStatusCode
                        && isReached(await answer.Content.ReadFromJsonAsync<JsonElement>());
                }
                catch (HttpRequestException)
                {
                    return false; // after a restart, it does not listen at once
                }
            },
            what
        );
    }

    private async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Running.HasExited)
            {
                await Running.WaitForExitAsync(); // its last output arrives when it ends
                if (await holds())
                    return;
                throw new InvalidOperationException(
                    $"The console ended before it was {what}.{Environment.NewLine}{Log}"
                );
            }

            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException(
                    $"The console was not {what} after {Patience.TotalSeconds} seconds.{Environment.NewLine}{Log}"
                );
            await Task.Delay(Turn);
        }
    }

    private void Keep(string? line, bool isError)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add((line, isError));
    }

    private string Text(bool? isError)
    {
        lock (lines)
            return string.Join(
                Environment.NewLine,
                lines.Where(l => isError is null || l.IsError == isError).Select(l => l.Text)
            );
    }

    private long Status(string name) =>
        1024
        * long.Parse(
            File.ReadLines($"/proc/{Running.Id}/status")
                .First(l => l.StartsWith(name, StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );
}
