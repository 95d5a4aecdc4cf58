namespace Quarterhour.Claims;

/// <summary>Who sends files of claims.</summary>
/// <param name="Name">NM103 of loop 1000A.</param>
/// <param name="Number">NM109: the number under which receivers know the sender.</param>
/// <param name="Contact">PER02.</param>
/// <param name="Phone">Ten digits.</param>
/// <param name="Email">Null where none is told.</param>
public sealed record Submitter(string Name, string Number, string Contact, string Phone, string? Email);
