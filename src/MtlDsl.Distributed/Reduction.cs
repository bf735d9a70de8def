namespace MtlDsl.Distributed;

/// <summary>What is made of the ranks' values, as the native part over Gloo numbers it.</summary>
internal enum Reduction
{
    Sum = 0,
    Maximum = 1,
}
