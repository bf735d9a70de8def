using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using MtlDsl.Imaging.Codecs;

namespace MtlDsl.Imaging.Video;

/// <summary>
/// A program whose standard output is read as it comes. Its standard error is read all the time, so that it never waits for that; disposing it
/// ends it, from any thread.
/// </summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int Interrupt = 2; // SIGINT, on every system that has it

    // A program whose output has ended, or that was interrupted, is about to end; one that does not is ended.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    private readonly Process process;
    private readonly Thread errors;
    private readonly bool isInterruptible;
    private int isDisposed;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its name, found on the path.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="onError">Receives the lines of its standard error, on a thread of its own, and null after the last one.</param>
    /// <param name="isInterruptible">
    /// Whether it is interrupted first when it is to end: who holds a camera has to give it back. Otherwise it is ended with all that it started.
    /// </param>
    /// <exception cref="DecodingException">There is no such program.</exception>
    public ChildProcess(string program, IEnumerable<string> arguments, Action<string?> onError, bool isInterruptible = true)
    {
        this.isInterruptible = isInterruptible;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, CreateNoWindow = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw new DecodingException(VideoTools.Missing(program));
        }
        // What is typed is not for it.
        process.StandardInput.Close();
        errors = new Thread(() => Forward(process.StandardError, onError)) { IsBackground = true, Name = $"errors of {program}" };
        errors.Start();
    }

    /// <summary>Whether it was ended from here.</summary>
    public bool IsDisposed => Volatile.Read(ref isDisposed) != 0;

    /// <summary>Fills memory, waiting for what is not there yet.</summary>
    /// <returns>How many bytes there were: fewer than asked for only where no more come.</returns>
    public int Read(Span<byte> bytes)
    {
        try
        {
            return process.StandardOutput.BaseStream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (IsDisposed && e is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <summary>Waits for the end of a program whose output has ended.</summary>
    /// <returns>Its exit code.</returns>
    public int Finish()
    {
        End(patience);
        return process.ExitCode;
    }

    /// <summary>Ends it and waits until it has ended.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
            return;
        if (isInterruptible && !OperatingSystem.IsWindows() && !process.HasExited && Send(process.Id, Interrupt) == 0)
        {
            // It may be waiting for somebody to take what it has written.
            new Thread(Drain) { IsBackground = true }.Start();
            End(patience);
        }
        else
            End(TimeSpan.Zero);
        process.Dispose();
    }

    private void End(TimeSpan grace)
    {
        if (!process.WaitForExit(grace))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        // What it said last is read; something that it left behind may keep the pipe open.
        errors.Join(patience);
    }

    private void Drain()
    {
        var nowhere = new byte[64 * 1024];
        while (Read(nowhere) > 0)
        {
        }
    }

    private static void Forward(StreamReader lines, Action<string?> onError)
    {
        try
        {
            while (lines.ReadLine() is { } line)
                onError(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It was ended while it wrote.
        }
        onError(null);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
