namespace TorchSharp;

/// <summary>The stack of dispose scopes that are open on a thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static List<DisposeScope>? _scopes;

    private static List<DisposeScope> Scopes => _scopes ??= [];

    internal static DisposeScope? Current => _scopes is { Count: > 0 } scopes ? scopes[^1] : null;

    internal static DisposeScope Open()
    {
        var scope = new DisposeScope(Current);
        Scopes.Add(scope);
        return scope;
    }

    internal static void Close(DisposeScope scope) => Scopes.Remove(scope);

    internal static void Attach(torch.Tensor tensor) => Current?.Attach(tensor);
}
