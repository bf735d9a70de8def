namespace MtlDsl.Scenes;

/// <summary>The body of a vehicle.</summary>
internal enum VehicleKind
{
    Car,
    Estate,
    PickUp,
    Van,
    Truck,
}
